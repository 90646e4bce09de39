using System.Globalization;
using System.Text;
using Ayni.Domain;
using Ayni.Preprocessing.Fitted;

namespace Ayni.Preprocessing.Fitting;

/// <summary>What columns of the output are called.</summary>
internal static class OutputNames
{
    private const int MaxSlug = 60;

    /// <summary>Names of the columns that a column becomes.</summary>
    public static IEnumerable<string> Of(FittedColumn column)
    {
        var (name, remains) = (column.Name, true);
        List<string> names = [];
        foreach (var step in column.Steps)
        {
            if (step is FittedFill { Indicator: true } or FittedNearest { Indicator: true })
                names.Add($"{name}_missing");
            if (step is FittedTarget)
                name += FittedTarget.Suffix;
            if (step is FittedOneHot hot)
                names.AddRange([.. hot.Categories.Select(category => category.Column), hot.Other]);
            remains &= step is not (FittedOneHot or FittedDrop);
        }

        return remains ? names.Prepend(name) : names;
    }

    /// <summary>
    /// A column a category, such as <c>product_brand_is_acme</c>: small letters and digits, which every reader of
    /// Parquet takes; categories alike in those have a number behind them.
    /// </summary>
    public static CategoryColumn[] OfCategories(string column, IEnumerable<string> categories)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal) { OtherOf(column) };
        return [.. categories.Select(category => new CategoryColumn(category, FreeOf(column, category, taken)))];
    }

    /// <summary>The column of all other categories.</summary>
    public static string OtherOf(string column) => $"{column}_is_other";

    private static string FreeOf(string column, string category, HashSet<string> taken)
    {
        var slug = SlugOf(category);
        var name = $"{column}_is_{slug}";
        for (var number = 2; !taken.Add(name); number++)
            name = string.Create(CultureInfo.InvariantCulture, $"{column}_is_{slug}_{number}");
        return name;
    }

    private static string SlugOf(string category)
    {
        var slug = new StringBuilder();
        foreach (var letter in FoldedText.Of(category))
        {
            if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '_')
                slug.Append('_');
            if (slug.Length == MaxSlug)
                break;
        }

        var text = slug.ToString().TrimEnd('_');
        return text.Length == 0 ? "category" : text;
    }
}
