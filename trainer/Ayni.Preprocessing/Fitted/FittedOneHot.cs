namespace Ayni.Preprocessing.Fitted;

/// <summary>A column of 0 and 1 for each category, and one for categories that have none.</summary>
/// <param name="Categories">The categories.</param>
/// <param name="Other">Name of the column of all others.</param>
public sealed record FittedOneHot(IReadOnlyList<CategoryColumn> Categories, string Other) : FittedStep
{
    internal override void Apply(ColumnWork work)
    {
        var values = work.Values!;
        var index = Categories.Select((category, place) => (category.Category, place))
            .ToDictionary(pair => pair.Category, pair => pair.place, StringComparer.Ordinal);
        var columns = new double[Categories.Count + 1][];
        for (var place = 0; place < columns.Length; place++)
            columns[place] = new double[values.Count];
        for (var row = 0; row < values.Count; row++)
        {
            if (values.CategoryOf(row) is { } category)
                columns[index.GetValueOrDefault(category, Categories.Count)][row] = 1;
        }

        for (var place = 0; place < columns.Length; place++)
            work.AddBeside(place < Categories.Count ? Categories[place].Column : Other, columns[place]);
        work.Values = null;
    }
}
