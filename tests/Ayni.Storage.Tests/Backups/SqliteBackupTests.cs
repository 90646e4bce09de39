namespace Ayni.Storage.Tests.Backups;

public sealed class SqliteBackupTests() : BackupContract(new SqliteFixture())
{
}
