using Ayni.Domain.Catalog;

namespace Ayni.Data.Import.Sniffing;

/// <summary>Makes the products' part of a mapping from what was found.</summary>
internal sealed class ProductPlan(SampledFile file, MeaningFinder found, SniffHints hints)
{
    /// <summary>Longest texts, on average, that are an attribute; longer ones are descriptions.</summary>
    private const int MaxAttributeLength = 60;

    private static readonly HashSet<string> Flags =
        new(StringComparer.OrdinalIgnoreCase) { "true", "false", "yes", "no" };

    /// <summary>Words before the name of an attribute that say no more than that it is one.</summary>
    private static readonly HashSet<string> Prefixes = ["attributes", "attribute", "attr", "atributos", "atributo"];

    private readonly List<OpenQuestion> _questions = [];
    private readonly List<string> _notes = [];

    public IReadOnlyList<OpenQuestion> Questions => _questions;

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Signs of money beside its numbers.</summary>
    public IReadOnlyList<string?> Currencies { get; private set; } = [];

    /// <summary>Columns that became attributes.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; private set; } = new Dictionary<string, string>();

    public ProductMapping Make()
    {
        var attributes = AttributeColumns();
        Attributes = attributes.ToDictionary(pair => pair.Value.Column, pair => pair.Key, StringComparer.Ordinal);
        var money = Of(Meaning.Price, Meaning.ListPrice);
        var measures = money.Concat(Of(Meaning.Stock))
            .Concat(file.Columns.Where(one => attributes.Values.Any(
                own => own.Kind == AttributeKind.Number && own.Column == one.Name)))
            .ToArray();
        var numbers = NumberVerdict.Of(measures, file.Name, hints, _questions);
        Currencies = numbers.Currencies;
        var tags = found[Meaning.Tags];
        var formats = found[Meaning.AddedAt] is { } added ? Formats(added) : [];
        return new ProductMapping
        {
            ListSeparator = tags is null ? "|" : SeparatorOf(tags),
            TimestampFormats = formats,
            UtcOffset = hints.UtcOffset,
            Columns = Columns(attributes),
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

    private ProductColumns Columns(Dictionary<string, AttributeColumn> attributes)
    {
        var categories = Of(Meaning.Category).Select(column => column.Name).ToArray();
        return new ProductColumns
        {
            Product = found[Meaning.Product]?.Name ?? "",
            // Some catalogues call the name "descripción".
            Name = List(found[Meaning.Name] ?? found[Meaning.Description]),
            Description = found[Meaning.Name] is null ? null : List(found[Meaning.Description]),
            Category = categories.Length == 0 ? null : new ColumnList(categories),
            Brand = found[Meaning.Brand]?.Name,
            Price = found[Meaning.Price]?.Name,
            ListPrice = found[Meaning.ListPrice]?.Name,
            Currency = found[Meaning.Currency]?.Name,
            Stock = found[Meaning.Stock]?.Name,
            ParentId = found[Meaning.ParentId]?.Name,
            Tags = found[Meaning.Tags]?.Name,
            AddedAt = found[Meaning.AddedAt]?.Name,
            Attributes = attributes,
        };
    }

    private static ColumnList? List(ColumnProfile? column) => column is null ? null : new ColumnList([column.Name]);

    private IEnumerable<ColumnProfile> Of(params Meaning[] meanings)
        => found.Choices.Where(one => meanings.Contains(one.Meaning)).Select(one => one.Column);

    private IReadOnlyList<string> Formats(ColumnProfile column)
    {
        var (formats, _, question) = column.Dates.Verdict(hints.IsDayFirst, column.Name);
        if (question is not null)
            _questions.Add(question);
        return formats;
    }

    private string SeparatorOf(ColumnProfile column)
    {
        var cells = file.Rows.Select(row => column.Ordinal < row.Length ? row[column.Ordinal] : null)
            .OfType<string>().ToArray();
        return new[] { "|", ";", "," }
            .MaxBy(mark => cells.Count(cell => cell.Contains(mark, StringComparison.Ordinal)))!;
    }

    private Dictionary<string, AttributeColumn> AttributeColumns()
    {
        var attributes = new Dictionary<string, AttributeColumn>(StringComparer.Ordinal);
        var left = new List<string>();
        foreach (var column in found.Free)
        {
            var name = string.Join('_', column.Words.Count > 1 && Prefixes.Contains(column.Words[0])
                ? column.Words.Skip(1)
                : column.Words);
            if (file.IsNamed && column.MeanLength <= MaxAttributeLength
                && column.MaxLength <= AttributeRules.MaxTextLength && AttributeRules.IsName(name)
                && attributes.Count < AttributeRules.MaxCount && attributes.TryAdd(name, Attribute(column)))
                continue;
            left.Add(column.Name);
        }

        if (left.Count > 0)
        {
            _notes.Add($"Columns of '{file.Name}' that are not used: {string.Join(", ", left)}"
                + (file.IsNamed ? "." : "; --column name=2 says what one is."));
        }

        return attributes;
    }

    private static AttributeColumn Attribute(ColumnProfile column) => new(
        column.Name,
        column is { IsMeasure: true, IsCertainDate: false } && !MeaningWords.HasCode(column.Words)
            ? AttributeKind.Number
            : column.Values is { } values && values.Keys.All(Flags.Contains) ? AttributeKind.Flag
            : AttributeKind.Text);
}
