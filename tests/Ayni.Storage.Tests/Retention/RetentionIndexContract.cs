using System.Data.Common;
using Ayni.Domain.Interactions;
using Ayni.Domain.Retention;
using Ayni.Storage.Retention;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Retention;

/// <summary>That a batch reads an index and nothing else, whichever database plans it.</summary>
public abstract class RetentionIndexContract(StorageFixture fixture)
{
    private const int Rows = 20_000;
    private const string Index = "interactions_by_type";

    protected abstract string Explain { get; }

    /// <summary>What a plan says that sorts.</summary>
    protected abstract string Sorts { get; }

    [SkippableFact]
    public async Task Statements_OnALogOfManyTypes_AreServedByTheIndexInItsOrder()
    {
        var stores = await fixture.OpenAsync();
        await stores.Log.AppendBulkAsync(Stream(Enumerable.Range(0, Rows).Select(Make)));
        await stores.Database.WriteAsync(connection => connection.ExecuteAsync("ANALYZE"), CancellationToken.None);
        await using var connection = await stores.Database.OpenForReadAsync(CancellationToken.None);

        foreach (var type in new[] { "view", "search", "swipe" })
        {
            foreach (var from in new DateTimeOffset?[] { null, Noon.AddDays(-39) })
            {
                var (condition, parameters) = AgedRows.Of(RetainedType.Of(type), from, Noon.AddDays(-10));
                // A part of what is old: of all of it, sorting what an index found may well be quicker.
                var oldest = await PlanAsync(connection, $"{AgedRows.Select(condition)} LIMIT 20", parameters);

                Assert.Contains(Index, oldest, StringComparison.Ordinal);
                Assert.DoesNotContain(Sorts, oldest, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    private static Interaction Make(int number)
    {
        var interaction = View($"i-{number}", $"u{number % 100}") with { Timestamp = Noon.AddMinutes(-3 * number) };
        return (number % 5) switch
        {
            0 => interaction with { Type = InteractionType.Custom, CustomType = number % 2 == 0 ? "swipe" : "zoom" },
            1 => interaction with { Type = InteractionType.Search, ProductId = null, Query = "olla" },
            _ => interaction,
        };
    }

    private async Task<string> PlanAsync(
        DbConnection connection, string sql, (string Name, object? Value)[] parameters)
    {
        await using var command = connection.Command($"{Explain} {sql}", parameters);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(reader.FieldCount - 1));
        return string.Join('\n', lines);
    }
}
