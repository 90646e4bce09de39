namespace Ayni.Storage.Tests.Auditing;

public sealed class SqliteAuditTrailTests(SqliteFixture fixture)
    : AuditTrailContract(fixture), IClassFixture<SqliteFixture>
{
    protected override string[] Forgeries =>
    [
        "UPDATE audit SET actor = 'nobody'", "DELETE FROM audit", "DELETE FROM audit WHERE number = 1",
        "INSERT OR REPLACE INTO audit (number, at_ms, act, actor, outcome, hash) VALUES (1, 0, 'a', 'b', 0, x'00')",
    ];

    protected override string[] LiftGuards =>
        ["DROP TRIGGER audit_is_not_changed", "DROP TRIGGER audit_is_not_deleted"];
}
