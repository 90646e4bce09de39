# The gateway with its co-hosted silo. Build from the repository's root:
#   docker build -f deploy/gateway.Dockerfile -t ayni-gateway .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY . .
# Packages by the hashes of the lock files, and no others.
RUN dotnet restore gateway --locked-mode && dotnet publish gateway -c Release -o /app --no-restore

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
ENV ASPNETCORE_URLS=http://+:5080 \
    Ayni__DataDirectory=/data
RUN mkdir -p /data && chown $APP_UID /data
VOLUME /data
EXPOSE 5080 11111 30000
USER $APP_UID
ENTRYPOINT ["dotnet", "Ayni.Gateway.dll"]
