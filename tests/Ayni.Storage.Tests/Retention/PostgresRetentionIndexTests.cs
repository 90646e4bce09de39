namespace Ayni.Storage.Tests.Retention;

public sealed class PostgresRetentionIndexTests(PostgresFixture fixture)
    : RetentionIndexContract(fixture), IClassFixture<PostgresFixture>
{
    protected override string Explain => "EXPLAIN";

    protected override string Sorts => "Sort";
}
