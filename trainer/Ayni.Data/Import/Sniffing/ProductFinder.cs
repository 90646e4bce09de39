namespace Ayni.Data.Import.Sniffing;

/// <summary>Finds, by content, the columns of a catalogue that names do not say.</summary>
internal sealed class ProductFinder(SampledFile file, MeaningFinder found)
{
    /// <summary>Share of different values that makes a key.</summary>
    private const double KeyShare = 0.99;

    /// <param name="interactions">Columns of the interactions' file, whose products the key covers.</param>
    public void Find(IReadOnlyList<ColumnProfile> interactions)
    {
        if (found[Meaning.Product] is null && Key(interactions) is { } key)
            found.Choose(key, Meaning.Product, "one value a row");
        if (!file.IsNamed)
            FindTexts();
        if (found[Meaning.Product] is not null)
            return;
        found.Questions.Add(new OpenQuestion(
            $"Which column of '{file.Name}' is the product's id cannot be told: "
            + $"{string.Join(", ", found.Free.Select(column => column.Name))}.",
            $"--column product={found.Free.Select(column => column.Name).FirstOrDefault() ?? "NAME"}"));
    }

    private ColumnProfile? Key(IReadOnlyList<ColumnProfile> interactions)
    {
        var unique = found.Free.Where(column => column.IsId && column.Unique >= KeyShare).ToArray();
        var met = unique.Where(column => interactions.Any(one => one.CoveredBy(column) > 0.5)).ToArray();
        return (unique.Length, met.Length) switch
        {
            (1, _) => unique[0],
            (_, 1) => met[0],
            // Texts of one word are unique as well; the key of a catalogue is its first column.
            ( > 1, 0) when unique[0].Ordinal == 0 => unique[0],
            _ => null,
        };
    }

    private void FindTexts()
    {
        var texts = found.Free.Where(IsText).ToArray();
        if (found[Meaning.Name] is null
            && texts.Where(column => column.Spaced > 0).MaxBy(column => column.Unique) is { Unique: >= 0.5 } name)
            found.Choose(name, Meaning.Name, "texts that differ by row");
        var groups = found.Free.Where(column => IsText(column) && column.Unique < 0.5).ToArray();
        if (found[Meaning.Category] is null && groups.Length == 1)
            found.Choose(groups[0], Meaning.Category, "the only texts that come again");
        var prices = found.Free.Where(column => column.HasDecimals).ToArray();
        if (found[Meaning.Price] is null && prices.Length == 1)
            found.Choose(prices[0], Meaning.Price, "the only numbers with decimals or money");
    }

    private static bool IsText(ColumnProfile column)
        => !column.IsNumber && !column.IsDate && column.MeanLength is > 2 and < 200;
}
