using Ayni.Domain.Imports;

namespace Ayni.Storage.Tests.Imports;

/// <summary>What <see cref="IImportHistory"/> promises, whichever database keeps it.</summary>
public abstract class ImportHistoryContract(StorageFixture fixture)
{
    [SkippableFact]
    public async Task ReadNewestAsync_WhatWasAdded_ComesBackOldestFirst()
    {
        var history = (await fixture.OpenAsync()).Imports;
        ImportRecord[] records = [Record(1), Record(2) with { Target = ImportTarget.Products }, Record(3)];

        await history.AddAsync(records[..2]);
        await history.AddAsync(records[2..]);
        await history.AddAsync([]);
        var again = (await fixture.OpenAsync()).Imports;

        Assert.Equal(records, await again.ReadNewestAsync(10));
        Assert.Equal(records[1..], await history.ReadNewestAsync(2));
    }

    private static ImportRecord Record(int number) => new()
    {
        Target = ImportTarget.Interactions,
        FileName = $"ventas año {number}.csv.gz",
        Sha256 = new string('a', 64),
        SizeBytes = 5_000_000_000 + number,
        Mapping = "ayni",
        MappingSha256 = new string('b', 64),
        FirstPosition = 10 * number,
        LastPosition = (10 * number) + 9,
        RowsRead = 12,
        RowsKept = 10,
        ImportedAt = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123),
    };
}
