namespace Ayni.Storage.Tests.Retention;

public sealed class SqliteRetentionLedgerTests() : RetentionLedgerContract(new SqliteFixture())
{
}
