namespace Ayni.Storage.Tests.Consents;

public sealed class PostgresConsentTests(PostgresFixture fixture)
    : ConsentContract(fixture), IClassFixture<PostgresFixture>;
