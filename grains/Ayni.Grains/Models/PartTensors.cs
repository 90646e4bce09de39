using System.Collections.Immutable;
using System.Text.Json;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Models;

/// <summary>Neighbour parts and evidence as tensors of a safetensors file.</summary>
internal static class PartTensors
{
    /// <summary>Most entries of all parts of a file together: with their columns 8 bytes each, of 2 GiB.</summary>
    public const int MaxEntries = 200_000_000;

    private const string Parts = "parts";
    private const string RepurchaseDays = "repurchase_days";
    private const string Repeats = "repeat_rates";
    private const string Shoppers = "shoppers";
    private const string Purchases = "purchases";

    public static void Write(SafeTensorsBuilder file, IReadOnlyList<NeighbourPart> parts, ItemEvidence evidence)
    {
        file.SetMetadata(Parts, JsonSerializer.Serialize(
            parts.Select(part => new PartHeader(part.Name, part.Weighting))));
        foreach (var part in parts)
        {
            var (table, prefix) = (part.Neighbours, PrefixOf(part.Name));
            file.Add(prefix + "row_starts", table.RowStarts, table.RowStarts.Length)
                .Add(prefix + "neighbours", table.ColumnIndices, table.EntryCount)
                .Add(prefix + "weights", table.Values, table.EntryCount);
        }

        file.Add(RepurchaseDays, evidence.RepurchaseDays, evidence.RepurchaseDays.Length)
            .Add(Repeats, evidence.Repeats, evidence.Repeats.Length)
            .Add(Shoppers, evidence.Shoppers, evidence.Shoppers.Length)
            .Add(Purchases, evidence.Purchases, evidence.Purchases.Length);
    }

    /// <summary>The parts of a file; none where it says nothing of parts.</summary>
    /// <exception cref="InvalidDataException">A part is damaged; the message says which and how.</exception>
    public static ImmutableArray<NeighbourPart> ReadParts(SafeTensors file) =>
        file.Metadata.TryGetValue(Parts, out var headers)
            ? [.. ReadHeaders(headers).Select(header => Read(file, header))]
            : [];

    /// <summary>The evidence of a file; none of any item where it says nothing of it.</summary>
    public static ItemEvidence ReadEvidence(SafeTensors file, int items)
    {
        if (!file.Tensors.ContainsKey(RepurchaseDays))
            return ItemEvidence.None(items);
        var evidence = new ItemEvidence(
            file.Floats(RepurchaseDays).ToArray(), file.Integers(Shoppers).ToArray(),
            file.Integers(Purchases).ToArray());
        return file.Tensors.ContainsKey(Repeats)
            ? evidence with { Repeats = file.Floats(Repeats).ToArray() }
            : evidence;
    }

    private static PartHeader[] ReadHeaders(string headers)
    {
        try
        {
            return JsonSerializer.Deserialize<PartHeader[]>(headers)
                ?? throw new InvalidDataException("Parts are null.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"Damaged list of parts: {exception.Message}", exception);
        }
    }

    private static NeighbourPart Read(SafeTensors file, PartHeader header)
    {
        var prefix = PrefixOf(header.Name);
        var starts = file.Integers(prefix + "row_starts").ToArray();
        try
        {
            return new NeighbourPart(
                header.Name,
                new CsrMatrix(
                    starts.Length - 1, starts.Length - 1, starts, file.Integers(prefix + "neighbours").ToArray(),
                    file.Floats(prefix + "weights").ToArray()),
                header.Weighting);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"Damaged part '{header.Name}': {exception.Message}", exception);
        }
    }

    private static string PrefixOf(string part) => $"parts/{part}/";

    private sealed record PartHeader(string Name, HistoryWeighting Weighting);
}
