# The bot alone: no development packages, the image's own Node.
FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production HTTP_HOST=0.0.0.0
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts
COPY commands commands
COPY src src
# SQLite's file, where DATABASE_URL names no other store.
RUN mkdir -m 700 data && chown node data
VOLUME /app/data
USER node
EXPOSE 3000
# Where the bot listens: HTTP_PORT from the environment, or from a .env that is mounted here. A store that is still being
# changed after an upgrade is not served yet.
HEALTHCHECK --interval=10s --timeout=5s --start-period=1h \
  CMD ["node", "--env-file-if-exists=.env", "-e", "fetch(`http://127.0.0.1:${process.env.HTTP_PORT || 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
# As much room for what is new as `npm start` gives it.
CMD ["node", "--max-semi-space-size=16", "src/start.js"]
