namespace Ayni.Storage.Tests.Backups;

public sealed class PostgresBackupTests() : BackupContract(new PostgresFixture())
{
}
