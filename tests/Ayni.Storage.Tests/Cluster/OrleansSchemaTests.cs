using Npgsql;

namespace Ayni.Storage.Tests.Cluster;

public sealed class OrleansSchemaTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    /// <summary>The keys that the providers of clustering, grain storage and reminders ask for.</summary>
    private static readonly string[] Keys =
    [
        "CleanupDefunctSiloEntriesKey", "ClearStorageKey", "DeleteMembershipTableEntriesKey", "DeleteReminderRowKey",
        "DeleteReminderRowsKey", "DeleteStorageKey", "GatewaysQueryKey", "InsertMembershipKey",
        "InsertMembershipVersionKey", "MembershipReadAllKey", "MembershipReadRowKey", "ReadFromStorageKey",
        "ReadRangeRows1Key", "ReadRangeRows2Key", "ReadReminderRowKey", "ReadReminderRowsKey",
        "UpdateIAmAlivetimeKey", "UpdateMembershipKey", "UpsertReminderRowKey", "WriteToStorageKey",
    ];

    [SkippableFact]
    public async Task Script_AppliedTwiceBesideOurTables_HoldsEveryKey()
    {
        await fixture.OpenAsync();
        var connectionString = fixture.Options.PostgresConnectionString!;

        await OrleansSchema.ApplyAsync(connectionString);
        await OrleansSchema.ApplyAsync(connectionString);

        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("SELECT array_agg(QueryKey) FROM OrleansQuery");
        var keys = (string[])(await command.ExecuteScalarAsync())!;
        Assert.Equal(Keys, keys.Order(StringComparer.Ordinal));
    }
}
