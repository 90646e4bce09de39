namespace Ayni.Storage.Tests.Retention;

public sealed class SqliteRetentionIndexTests(SqliteFixture fixture)
    : RetentionIndexContract(fixture), IClassFixture<SqliteFixture>
{
    protected override string Explain => "EXPLAIN QUERY PLAN";

    protected override string Sorts => "TEMP B-TREE";
}
