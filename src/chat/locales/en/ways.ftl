by-https = by HTTPS
by-smtp = by mail
in-doubt-asking = ❓ No answer came. The provider is being asked whether it has this message: until that is known it goes no second time.
