namespace Ayni.Storage.Tests.Auditing;

public sealed class PostgresAuditTrailTests(PostgresFixture fixture)
    : AuditTrailContract(fixture), IClassFixture<PostgresFixture>
{
    protected override string[] Forgeries =>
    [
        "UPDATE audit SET actor = 'nobody'", "DELETE FROM audit", "DELETE FROM audit WHERE number = 1",
        "TRUNCATE audit",
        "INSERT INTO audit (number, at_ms, act, actor, outcome, hash) VALUES (1, 0, 'a', 'b', 0, '') "
            + "ON CONFLICT (number) DO UPDATE SET actor = 'nobody'",
    ];

    protected override string[] LiftGuards => ["ALTER TABLE audit DISABLE TRIGGER USER"];
}
