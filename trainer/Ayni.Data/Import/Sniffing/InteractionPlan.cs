using Ayni.Domain.Interactions;

namespace Ayni.Data.Import.Sniffing;

/// <summary>Makes the interactions' part of a mapping from what was found.</summary>
internal sealed class InteractionPlan(SampledFile file, MeaningFinder found, SniffHints hints)
{
    /// <summary>Values named in a question.</summary>
    private const int MaxNamed = 8;

    private readonly List<OpenQuestion> _questions = [];
    private readonly List<string> _notes = [];

    public IReadOnlyList<OpenQuestion> Questions => _questions;

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Signs of money beside its numbers.</summary>
    public IReadOnlyList<string?> Currencies { get; private set; } = [];

    public ProductHints? Hints
    {
        get
        {
            var name = (found[Meaning.Name] ?? found[Meaning.Description])?.Name;
            var price = found[Meaning.Price]?.Name;
            var amount = price is null && found[Meaning.Quantity] is not null ? found[Meaning.Amount]?.Name : null;
            return (name, price, amount) is (null, null, null) ? null : new ProductHints(name, price, amount);
        }
    }

    public InteractionMapping Make(IReadOnlyList<SampledFile> group)
    {
        var type = TypeOf();
        var columns = Columns(type);
        var times = found[Meaning.Timestamp];
        var measures = found.Choices
            .Where(one => one.Meaning is Meaning.Quantity or Meaning.Score or Meaning.Price or Meaning.Amount
                or Meaning.DurationSeconds)
            .Select(one => one.Column).ToArray();
        var numbers = NumberVerdict.Of(measures, file.Name, hints, _questions);
        Currencies = numbers.Currencies;
        if (hints.NotProducts.Count == 0 && found[Meaning.Product] is { } product
            && OddProducts.NoteOf(file, product) is { } odd)
            _notes.Add(odd);
        return new InteractionMapping
        {
            Type = type,
            Columns = columns,
            TypeValues = TypeValues(),
            OwnTypes = hints.OwnTypes,
            EventIdFrom = columns.EventId is null ? Key(columns) : [],
            TimestampFormats = times is null ? [] : Formats(times, group),
            UtcOffset = hints.UtcOffset ?? "+00:00",
            Cancellation = Cancellation(type),
            Refuse = OddProducts.RulesOf(columns.Product, hints.NotProducts),
            Format = file.Format,
            Encoding = file.Encoding,
            Delimiter = file.Format == ImportFormat.Csv ? file.Layout.Delimiter.ToString() : null,
            Quote = LayoutParts.QuoteOf(file),
            Header = file.Layout.Header.IsPresent ? null : file.Layout.Header,
            DecimalMark = numbers.DecimalMark,
            Thousands = numbers.Thousands,
            Strip = numbers.Strip,
            Missing = file.Missing.Count == 0 ? null : [.. file.Missing],
        };
    }

    private InteractionColumns Columns(RowType? type)
    {
        var isRating = type?.Type == InteractionType.Rating;
        return new InteractionColumns
        {
            EventId = found[Meaning.EventId]?.Name,
            User = found[Meaning.User]?.Name ?? "",
            Product = found[Meaning.Product]?.Name ?? "",
            Timestamp = found[Meaning.Timestamp]?.Name ?? "",
            Type = type is null ? found[Meaning.Type]?.Name : null,
            Score = type is null || isRating ? found[Meaning.Score]?.Name : null,
            Quantity = isRating ? null : found[Meaning.Quantity]?.Name,
            DurationSeconds = found[Meaning.DurationSeconds]?.Name,
            Query = type is null or { Type: InteractionType.Search } ? found[Meaning.Query]?.Name : null,
            Order = found[Meaning.Order]?.Name,
            ReviewText = ReviewText(type),
        };
    }

    /// <summary>Comments on orders are for the courier; beside ratings, or where said, they are reviews.</summary>
    private string? ReviewText(RowType? type)
    {
        if (found[Meaning.ReviewText] is not { } column || type?.Type == InteractionType.Search)
            return null;
        if (found[Meaning.Score] is not null || hints.Columns.ContainsKey(MeaningFinder.NameOf(Meaning.ReviewText)))
            return column.Name;
        _notes.Add($"Column '{column.Name}' of '{file.Name}' may hold reviews and is left out, for no column holds "
            + $"ratings: --column review_text={column.Name} takes it.");
        return null;
    }

    private static string[] Key(InteractionColumns columns)
        => [.. new[]
        {
            columns.User, columns.Product, columns.Timestamp, columns.Type, columns.Order, columns.Quantity,
            columns.Score, columns.Query,
        }.OfType<string>().Where(name => name.Length > 0)];

    private RowType? TypeOf()
    {
        if (hints.Type is { } said)
            return said;
        if (found[Meaning.Type] is not null)
            return null;
        if (TypeWords.OfFile(file.Name) is { } named)
        {
            if (named == InteractionType.Rating && found[Meaning.Score] is null)
                AskRatings();
            else
                _notes.Add($"Every row of '{file.Name}' is taken as a {(RowType)named}, as its name says.");
            return named;
        }

        if (found.UnknownTypes() is { } column)
        {
            AskTypes(column);
            return InteractionType.View;
        }

        if (found[Meaning.Query] is not null)
        {
            _notes.Add($"Every row of '{file.Name}' is taken as a search: it has a column of search texts.");
            return InteractionType.Search;
        }

        if ((found[Meaning.Quantity] ?? found[Meaning.Amount] ?? found[Meaning.Order]) is not null)
        {
            _notes.Add($"Every row of '{file.Name}' is taken as a purchase: it has quantities, amounts or orders.");
            return InteractionType.Purchase;
        }

        if (found[Meaning.Score] is not null)
        {
            _notes.Add($"Every row of '{file.Name}' is taken as a rating: it has a column of ratings.");
            return InteractionType.Rating;
        }

        _questions.Add(new OpenQuestion(
            $"What the rows of '{file.Name}' are cannot be told: views, carts, purchases or ratings.",
            "--type view (or cart, purchase, rating), or --column type=NAME"));
        return InteractionType.View;
    }

    private void AskRatings()
        => _questions.Add(new OpenQuestion(
            $"'{file.Name}' is named as ratings are, and no column of it holds any.",
            "--column score=NAME; or, of texts alone, --own-type resena=0.5 --type resena --column review_text=NAME"));

    private void AskTypes(ColumnProfile column)
    {
        var values = column.Values!.Keys.Order(StringComparer.Ordinal).ToArray();
        _questions.Add(new OpenQuestion(
            $"Column '{column.Name}' of '{file.Name}' seems to say what was done, and none of its values is known: "
            + $"{string.Join(", ", values.Take(MaxNamed))}{(values.Length > MaxNamed ? ", …" : "")}.",
            $"--type-value \"{values[0]}=view\" (or cart, purchase, …), --own-type "
            + $"{OwnTypeRules.NameFor(values[0])}=0.5 for a type of the shop's own, or --type purchase where all rows "
            + "are that"));
    }

    private Dictionary<string, RowType> TypeValues()
    {
        var values = new Dictionary<string, RowType>(StringComparer.Ordinal);
        if (hints.Type is not null || found[Meaning.Type] is not { Values: { } met })
            return values;
        foreach (var value in met.Keys.Order(StringComparer.Ordinal))
        {
            if (TypeWords.Of(value, hints) is not { } type)
            {
                _notes.Add($"Type '{value}' of '{file.Name}' is none that is known: its {met[value]} rows looked at "
                    + $"are refused unless --type-value \"{value}=view\" says what it is (or cart, purchase, …), or "
                    + $"--own-type {OwnTypeRules.NameFor(value)}=0.5 makes it one of the shop's own.");
            }
            else if (!value.Equals(type.Name, StringComparison.OrdinalIgnoreCase))
                values[value] = type;
        }

        return values;
    }

    private List<string> Formats(ColumnProfile times, IReadOnlyList<SampledFile> group)
    {
        var verdicts = group
            .Select(one => one.Columns.FirstOrDefault(column => column.Name == times.Name) ?? times)
            .Select(column => column.Dates.Verdict(hints.IsDayFirst, times.Name))
            .ToArray();
        // What the days of one file leave open, those of another may decide.
        var decided = verdicts.Where(one => one.Question is null).ToArray();
        if (decided.Length == 0)
            _questions.Add(verdicts[0].Question!);
        if (!times.Dates.HaveOffsets && hints.UtcOffset is null)
        {
            _notes.Add(
                $"Times of '{file.Name}' have no offset and are taken as UTC; --utc-offset -05:00 says another.");
        }

        if (!times.Dates.HaveTimes)
            _notes.Add($"Column '{times.Name}' of '{file.Name}' has days without a time of day.");
        var formats = (decided.Length > 0 ? decided : verdicts)
            .SelectMany(one => one.Formats.Count > 0 ? one.Formats : [TimestampParser.Iso])
            .Distinct(StringComparer.Ordinal).ToList();
        return formats is [TimestampParser.Iso] ? [] : formats;
    }

    private RowPattern? Cancellation(RowType? type)
    {
        if (found[Meaning.Quantity] is not { Numbers.Negative: > 0 } quantity
            || (type is not null && StandingInteractions.TakesBack(type.Type)))
            return null;
        _notes.Add($"Quantities below 0 of '{file.Name}' are taken as cancellations: counted, and no purchase "
            + "(--cancellations return keeps them as returns, net takes them from the purchase).");
        return new RowPattern(quantity.Name, "^[-\u2212]");
    }
}
