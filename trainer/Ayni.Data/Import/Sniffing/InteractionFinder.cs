using System.Globalization;

namespace Ayni.Data.Import.Sniffing;

/// <summary>
/// Finds, by content, the columns of interactions that names do not say: the product is what the catalogue lists; an
/// order has one shopper, and a shopper has many times.
/// </summary>
internal sealed class InteractionFinder(SampledFile file, MeaningFinder found)
{
    /// <summary>Share of the products of the catalogue's key that makes a column the product.</summary>
    private const double CoveredShare = 0.5;

    /// <summary>Share of values of one column with one value of another that makes it say the other.</summary>
    private const double SaysShare = 0.98;

    /// <summary>Characters of a review, on average, at least.</summary>
    private const double MinReviewLength = 15;

    /// <summary>Share of reviews of more than one word.</summary>
    private const double SpacedShare = 0.5;

    /// <summary>Different texts a product from which on they are no names of products.</summary>
    private const double OfProductShare = 1.2;

    private static readonly string[] UserPrefixes = ["u", "user", "usr", "usuario", "c", "cli", "cliente", "cust"];
    private static readonly string[] ProductPrefixes = ["p", "prod", "sku", "item", "art", "i", "producto"];

    /// <param name="key">Key of the catalogue; null where there is none.</param>
    public void Find(ColumnProfile? key)
    {
        FindTimestamp();
        if (found[Meaning.Type] is null && found.ByTypes() is { } types)
            found.Choose(types, Meaning.Type, "words for types of interactions");
        if (found[Meaning.Product] is null && key is not null)
            FindProductOf(key);
        FindByPrefixes();
        FindUser();
        FindReviews();
        Require(Meaning.User);
        Require(Meaning.Product);
        Require(Meaning.Timestamp);
    }

    private void FindTimestamp()
    {
        if (found[Meaning.Timestamp] is not null)
            return;
        var dates = found.Free.Where(column => column.IsCertainDate).ToArray();
        if (dates.Length == 0)
            dates = [.. found.Free.Where(column => column.IsDate && column.MeanLength >= 10)];
        if (dates.Length == 1)
            found.Choose(dates[0], Meaning.Timestamp, "the only one of times");
    }

    private void FindProductOf(ColumnProfile key)
    {
        var covered = Ids().Select(column => (Column: column, Share: column.CoveredBy(key)))
            .Where(one => one.Share >= CoveredShare)
            .OrderByDescending(one => one.Share)
            .ToArray();
        if (covered.Length == 1 || (covered.Length > 1 && covered[0].Share > 0.9 && covered[1].Share < 0.7))
        {
            found.Choose(covered[0].Column, Meaning.Product, string.Create(
                CultureInfo.InvariantCulture, $"{covered[0].Share:P0} of its values are in the catalogue"));
        }
    }

    private void FindByPrefixes()
    {
        foreach (var (meaning, prefixes) in new[] { (Meaning.User, UserPrefixes), (Meaning.Product, ProductPrefixes) })
        {
            if (found[meaning] is not null)
                continue;
            var fit = Ids().Where(column => Prefix(column) is { } prefix && prefixes.Contains(prefix)).ToArray();
            if (fit.Length == 1)
                found.Choose(fit[0], meaning, $"its values begin with '{Prefix(fit[0])}'");
        }
    }

    private void FindUser()
    {
        if (found[Meaning.User] is not null || found[Meaning.Product] is null)
            return;
        var candidates = Ids().Where(column => column.Distinct > 1 && column.Unique < 0.999).ToArray();
        // An order, or a session, says whose it is; the shopper says nothing about the order.
        var users = candidates.Where(one => !candidates.Any(other => other != one && Says(one, other))).ToArray();
        if (users.Length == 1)
            found.Choose(users[0], Meaning.User, candidates.Length > 1 ? "the other ids say it" : "the only other id");
    }

    /// <summary>Sentences beside ratings that differ of one product: what a product is called does not.</summary>
    private void FindReviews()
    {
        if (found[Meaning.ReviewText] is not null || found[Meaning.Score] is null
            || found[Meaning.Product] is not { } product)
            return;
        var texts = found.Free.Append(found[Meaning.Description]).OfType<ColumnProfile>()
            .Where(column => column.MeanLength >= MinReviewLength && !column.IsDate && !column.IsNumber
                && column.Spaced >= column.Filled * SpacedShare && column.Distinct > product.Distinct * OfProductShare)
            .OrderByDescending(column => column.MeanLength);
        if (texts.FirstOrDefault() is { } longest)
            found.Turn(longest, Meaning.ReviewText, "sentences that differ of one product, beside ratings");
    }

    private IEnumerable<ColumnProfile> Ids()
        => found.Free.Where(column => column.IsId && found.Typed(column) == 0 && !IsSmallNumber(column));

    /// <summary>Stars, pieces: numbers of one or two digits, few of them.</summary>
    private static bool IsSmallNumber(ColumnProfile column)
        => column.IsMeasure && column.Distinct <= 30 && column.MeanLength <= 2;

    private string? Prefix(ColumnProfile column)
    {
        string? prefix = null;
        foreach (var row in file.Rows)
        {
            if (column.Ordinal >= row.Length || row[column.Ordinal] is not { } value)
                continue;
            var at = value.AsSpan().IndexOfAnyInRange('0', '9');
            if (at <= 0)
                return null;
            var own = value[..at].TrimEnd('-', '_').ToLowerInvariant();
            if (prefix is not null && own != prefix)
                return null;
            prefix = own;
        }

        return prefix;
    }

    /// <summary>Whether each value of a column comes with one value of another, and not the other way round.</summary>
    private bool Says(ColumnProfile one, ColumnProfile other)
    {
        if (one.Distinct <= other.Distinct)
            return false;
        var partners = new Dictionary<string, string>(StringComparer.Ordinal);
        var all = 0;
        var wrong = 0;
        foreach (var row in file.Rows)
        {
            if (Math.Max(one.Ordinal, other.Ordinal) >= row.Length
                || row[one.Ordinal] is not { } left || row[other.Ordinal] is not { } right)
                continue;
            all++;
            if (!partners.TryAdd(left, right) && partners[left] != right)
                wrong++;
        }

        return all > 0 && wrong <= all * (1 - SaysShare);
    }

    private void Require(Meaning meaning)
    {
        if (found[meaning] is not null)
            return;
        var name = MeaningFinder.NameOf(meaning);
        var free = meaning == Meaning.Timestamp ? found.Free.Where(column => column.IsDate) : Ids();
        var names = free.Select(column => column.Name).ToArray();
        found.Questions.Add(new OpenQuestion(
            names.Length == 0
                ? $"No column of '{file.Name}' looks like the {name}: "
                    + $"it has {string.Join(", ", file.Columns.Select(one => one.Name))}."
                : $"Which column of '{file.Name}' is the {name} cannot be told: {string.Join(", ", names)}.",
            $"--column {name}={(names.Length > 0 ? names[0] : "NAME")}"));
    }
}
