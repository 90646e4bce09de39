namespace Ayni.Storage.Tests.Retention;

public sealed class PostgresRetentionLedgerTests() : RetentionLedgerContract(new PostgresFixture())
{
}
