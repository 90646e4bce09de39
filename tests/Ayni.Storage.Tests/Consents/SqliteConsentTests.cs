namespace Ayni.Storage.Tests.Consents;

public sealed class SqliteConsentTests(SqliteFixture fixture) : ConsentContract(fixture), IClassFixture<SqliteFixture>;
