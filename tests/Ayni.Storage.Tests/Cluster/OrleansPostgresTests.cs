using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;

namespace Ayni.Storage.Tests.Cluster;

/// <summary>Orleans' AdoNet providers, two real silos and a client on our own schema.</summary>
public sealed class OrleansPostgresTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private readonly List<IHost> _hosts = [];

    public async Task InitializeAsync()
    {
        if (PostgresFixture.AdminConnectionString is null)
            return;
        await fixture.OpenAsync();
        _hosts.Add(await PostgresSilo.StartAsync(fixture.Options.PostgresConnectionString!));
        _hosts.Add(await PostgresSilo.StartAsync(fixture.Options.PostgresConnectionString!));
    }

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }
    }

    [SkippableFact]
    public async Task Clustering_TwoSilosAndAClient_FindEachOther()
    {
        Skip.If(PostgresFixture.AdminConnectionString is null, PostgresFixture.SkipReason);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.UseOrleansClient(client => client
            .Configure<ClusterOptions>(PostgresSilo.SetCluster)
            .UseAdoNetClustering(options =>
            {
                options.Invariant = PostgresSilo.Npgsql;
                options.ConnectionString = fixture.Options.PostgresConnectionString!;
            }));
        using var client = builder.Build();
        await client.StartAsync();

        var hosts = await client.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);

        Assert.Equal(2, hosts.Count);
        await client.StopAsync();
    }

    [SkippableFact]
    public async Task Membership_StaleVersion_ChangesNothing()
    {
        var table = Service<IMembershipTable>();
        var none = CancellationToken.None;
        var before = await table.ReadAllAsync(none);
        var silo = SiloAddress.New(IPAddress.Parse("10.1.2.3"), 1111, 7);
        var entry = new MembershipEntry
        {
            SiloAddress = silo,
            SiloName = "gone",
            HostName = "gone.example",
            Status = SiloStatus.Joining,
            StartTime = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            IAmAliveTime = new DateTime(2026, 1, 1, 0, 0, 1, DateTimeKind.Utc),
        };

        Assert.True(await table.InsertRowAsync(entry, before.Version.Next(), none));
        Assert.False(await table.InsertRowAsync(entry, before.Version.Next(), none));
        var inserted = await table.ReadRowAsync(silo, none);
        Assert.False(await table.InsertRowAsync(entry, inserted.Version.Next(), none));
        entry.Status = SiloStatus.Dead;
        entry.AddSuspector(silo, entry.StartTime);
        var etag = Assert.Single(inserted.Members).Item2;
        Assert.False(await table.UpdateRowAsync(entry, etag, before.Version.Next(), none));
        Assert.True(await table.UpdateRowAsync(entry, etag, inserted.Version.Next(), none));
        var updated = await table.ReadRowAsync(silo, none);

        Assert.Equal(before.Version.Version + 1, inserted.Version.Version);
        Assert.Equal(before.Version.Version + 2, updated.Version.Version);
        var read = Assert.Single(updated.Members).Item1;
        Assert.Equal(SiloStatus.Dead, read.Status);
        Assert.Equal(silo, Assert.Single(read.SuspectTimes!).Item1);
        Assert.Equal(entry.StartTime, read.StartTime);
        entry.IAmAliveTime = entry.IAmAliveTime.AddSeconds(5);
        await table.UpdateIAmAliveAsync(entry, none);
        var alive = Assert.Single((await table.ReadRowAsync(silo, none)).Members).Item1;
        Assert.Equal(entry.IAmAliveTime, alive.IAmAliveTime);
        await table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero), none);
        var left = await table.ReadAllAsync(none);
        Assert.Equal(before.Members.Count, left.Members.Count);
        Assert.Empty((await table.ReadRowAsync(silo, none)).Members);
    }

    [SkippableFact]
    public async Task GrainStorage_WriteReadClear_FollowsVersions()
    {
        var storage = Service<IGrainStorage>("ayni");
        foreach (var key in new[] { "ñ-1", Guid.Empty.ToString("N") })
        {
            var grain = GrainId.Create("user", key);
            var first = new GrainState<Note> { State = new Note { Text = "uno 🛒" } };
            await storage.WriteStateAsync("note", grain, first);
            var second = new GrainState<Note>();
            await storage.ReadStateAsync("note", grain, second);
            Assert.Equal("uno 🛒", second.State!.Text);
            Assert.True(second.RecordExists);

            second.State = new Note { Text = "dos" };
            await storage.WriteStateAsync("note", grain, second);
            await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("note", grain, first));
            await Assert.ThrowsAsync<InconsistentStateException>(
                () => storage.WriteStateAsync("note", grain, new GrainState<Note> { State = new Note() }));
            await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("note", grain, first));

            await storage.ClearStateAsync("note", grain, second);
            var cleared = new GrainState<Note>();
            await storage.ReadStateAsync("note", grain, cleared);
            Assert.False(cleared.RecordExists);
            cleared.State = new Note { Text = "tres" };
            await storage.WriteStateAsync("note", grain, cleared);
        }
    }

    [SkippableFact]
    public async Task Reminders_UpsertReadRemove_FollowVersions()
    {
        var table = Service<IReminderTable>();
        var grain = GrainId.Create("trainer", "default");
        var entry = new ReminderEntry
        {
            GrainId = grain,
            ReminderName = "nightly",
            StartAt = new DateTime(2026, 1, 1, 3, 0, 0, DateTimeKind.Utc),
            Period = TimeSpan.FromDays(40),
        };

        var first = await table.UpsertRow(entry);
        var second = await table.UpsertRow(entry);

        Assert.NotEqual(first, second);
        var read = await table.ReadRow(grain, "nightly");
        Assert.Equal((entry.StartAt, entry.Period, second), (read!.StartAt, read.Period, read.ETag));
        Assert.Single((await table.ReadRows(grain)).Reminders);
        var hash = grain.GetUniformHashCode();
        Assert.Contains((await table.ReadRows(hash - 1, hash)).Reminders, found => found.GrainId == grain);
        Assert.Contains((await table.ReadRows(0, 0)).Reminders, found => found.GrainId == grain);
        Assert.DoesNotContain((await table.ReadRows(hash, hash + 1)).Reminders, found => found.GrainId == grain);
        Assert.False(await table.RemoveRow(grain, "nightly", first!));
        Assert.True(await table.RemoveRow(grain, "nightly", second!));
        Assert.Null(await table.ReadRow(grain, "nightly"));
    }

    private T Service<T>(string? name = null)
        where T : notnull
    {
        Skip.If(PostgresFixture.AdminConnectionString is null, PostgresFixture.SkipReason);
        return _hosts[0].Services.GetRequiredKeyedService<T>(name);
    }

    [GenerateSerializer]
    public sealed record Note
    {
        [Id(0)]
        public string? Text { get; init; }
    }
}
