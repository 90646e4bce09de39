using Ayni.Interactions;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Interactions;

/// <summary>What <see cref="IInteractionLog"/> promises, whichever database keeps it.</summary>
public abstract class InteractionLogContract(StorageFixture fixture)
{
    protected StorageFixture Fixture { get; } = fixture;

    [SkippableFact]
    public async Task AppendAsync_NewInteractions_GetConsecutivePositions()
    {
        var log = (await Fixture.OpenAsync()).Log;
        var head = await log.GetHeadAsync();

        var results = await log.AppendAsync(Views("consecutive-", 3));

        Assert.Equal([head + 1, head + 2, head + 3], results.Select(result => result.Position));
        Assert.All(results, result => Assert.False(result.IsDuplicate));
        Assert.Equal(head + 3, await log.GetHeadAsync());
    }

    [SkippableFact]
    public async Task AppendBulkAsync_Many_AreReadBack()
    {
        var log = (await Fixture.OpenAsync()).Log;
        var head = await log.GetHeadAsync();
        var rows = Views("bulk-", 40_000);

        var result = await log.AppendBulkAsync(Stream(rows.Append(rows[0])));

        Assert.Equal(new BulkAppendResult(40_000, 1, head + 40_000), result);
        var read = await log.ReadAsync(head, 50_000);
        Assert.Equal(rows.Select(row => row.EventId), read.Select(row => row.Interaction.EventId));
    }
}
