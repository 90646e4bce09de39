using System.Text.RegularExpressions;

namespace Ayni.Data.Import.Sniffing;

/// <summary>
/// Ids among the products that look like postage, fees or vouchers: a few without a digit, where all others have one.
/// They are bought with anything, and would lead every list. They may be products, so they are told and not refused.
/// </summary>
internal static class OddProducts
{
    /// <summary>Different ids from which on a few that differ mean something.</summary>
    private const int MinIds = 50;

    /// <summary>Share of the ids without a digit, at most.</summary>
    private const double MaxShare = 0.02;

    /// <summary>Ids named at most.</summary>
    private const int MaxNamed = 12;

    /// <summary>What to say of a column of products; null: nothing.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="product">The column.</param>
    public static string? NoteOf(SampledFile file, ColumnProfile product)
    {
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in file.Rows)
        {
            if (product.Ordinal < row.Length && row[product.Ordinal] is { } id)
                rows[id] = rows.GetValueOrDefault(id) + 1;
        }

        string[] odd =
        [
            .. rows.Keys.Where(id => !id.Any(char.IsDigit))
                .OrderByDescending(id => rows[id]).ThenBy(id => id, StringComparer.Ordinal),
        ];
        return odd.Length == 0 || rows.Count < MinIds || odd.Length > rows.Count * MaxShare
            ? null
            : $"{odd.Sum(id => rows[id])} rows looked at of '{file.Name}' have a product without a digit in its id, as "
                + "postage and fees have. If they are none, --not-product "
                + $"\"{string.Join(',', odd.Take(MaxNamed))}\" leaves them out.";
    }

    /// <summary>The rules that refuse some ids; none of none.</summary>
    /// <param name="column">Name of the column of products.</param>
    /// <param name="ids">Ids, whatever the case.</param>
    public static IReadOnlyList<RefusalRule> RulesOf(string column, IReadOnlyList<string> ids) => ids.Count == 0
        ? []
        : [new RefusalRule(ImportReasons.NotAProduct, column, $"^({string.Join('|', ids.Select(Regex.Escape))})$")];
}
