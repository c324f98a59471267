watch-editing = Нажмите кнопку или ответьте на это сообщение тем, что нужно изменить, например `{ $example }`: остальное останется.
watch-editing-names = Ещё можно: { $names }; без значения — убрать.
button-watch-without = ✖ { $what }
button-watch-silent-yes = Без звука
button-watch-silent-no = Со звуком
button-watch-bulk-no = Без рассылок
button-watch-bulk-yes = С рассылками
button-watch-edited = Назад
