using Ayni.Data.Import;
using Ayni.Data.Import.Sniffing;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Gateway.Http;

namespace Ayni.Gateway.Imports;

/// <summary>What a request says of its files: the options of the command line, by the same names.</summary>
internal sealed record ImportQuery
{
    private const string Auto = "auto";

    private static readonly TextParameter FileNameParameter = new(
        "file_name", "Name of the file in the body; its ending tells formats apart that look alike.", 255);

    private static readonly ChoiceParameter Kind = new(
        "kind", "What the file in the body holds.", Auto, "products");

    private static readonly FlagParameter Check = new(
        "check", "Look, answer what would be imported, and stop.", Default: false);

    private static readonly ChoiceParameter MappingParameter = new(
        "mapping", "A mapping that ships with the program; of your own, send a part of that name.",
        [Auto, .. ImportMapping.Shipped]);

    private static readonly TextParameter Currency = new(
        "currency", "Currency of prices that have none in their row (ISO 4217); else the mapping's or the shop's.", 3);

    private static readonly ChoiceParameter Dates = new(
        "dates", "Order of day and month in dates such as 02/01/2026.", Auto, "day-first", "month-first");

    private static readonly TextParameter Type = new(
        "type", "What every row is: view, cart, purchase, rating, or another type, the shop's own too.", 32);

    private static readonly TextParameter TypeValue = new(
        "type_value", "What values of the column of types mean, such as Favorito=wishlist,Regalo=regalo.", 2_000);

    private static readonly TextParameter OwnType = new(
        "own_type",
        "Types of the shop's own, and what one of them says (a purchase says 1, below 0: against the product), such as "
        + "regalo=0.7: declared with the import.",
        2_000);

    private static readonly TextParameter NotProduct = new(
        "not_product", "Ids that are no products, such as POST,DOT: their rows are refused.", 2_000);

    private static readonly TextParameter Encoding = new("encoding", "Encoding, such as utf-8 or windows-1252.", 40);

    private static readonly TextParameter Delimiter = new("delimiter", "Character between fields; tab for a tab.", 3);

    private static readonly ChoiceParameter Header = new(
        "header", "Whether the first row holds names.", Auto, "yes", "no");

    private static readonly ChoiceParameter Decimal = new("decimal", "Mark before the decimals.", Auto, ".", ",");

    private static readonly TextParameter UtcOffset = new(
        "utc_offset", "Offset of times without one, such as -05:00; else UTC.", 6);

    private static readonly TextParameter Column = new(
        "column", "Which column is what, such as user=cliente,product=2.", 2_000);

    private static readonly ChoiceParameter Cancellations = new(
        "cancellations",
        "refuse: counted, the purchase stays; net: taken from the purchase; return: kept as returns; auto: what the "
        + "mapping says, or refuse.",
        Auto, "refuse", "net", "return");

    private static readonly WholeParameter BadRows = new(
        "bad_rows", "Bad rows quoted in full for each reason.", 0, 1_000, 20);

    /// <summary>All of them.</summary>
    public static readonly QueryParameter[] Parameters =
    [
        FileNameParameter, Kind, Check, MappingParameter, Currency, Dates, Type, TypeValue, OwnType, NotProduct,
        Encoding, Delimiter, Header, Decimal, UtcOffset, Column, Cancellations, BadRows,
    ];

    /// <summary>Name of the file in the body; null: none was said.</summary>
    public string? FileName { get; init; }

    /// <summary>True where the file in the body is said to be products.</summary>
    public bool IsProducts { get; init; }

    /// <summary>True where only a look is asked for.</summary>
    public bool IsCheck { get; init; }

    /// <summary>A shipped mapping; null: none was named.</summary>
    public string? Mapping { get; init; }

    public required SniffHints Hints { get; init; }

    public required ImportOptions Options { get; init; }

    /// <exception cref="RefusalException">A parameter is out of its range.</exception>
    public static ImportQuery Read(HttpRequest request, string? shopCurrency, DateTimeOffset now)
    {
        var currency = Currency.Read(request) ?? shopCurrency;
        try
        {
            var options = new ImportOptions
            {
                Currency = currency,
                Cancellations = Cancellations.Read(request) switch
                {
                    "refuse" => CancellationHandling.Refuse,
                    "net" => CancellationHandling.Net,
                    "return" => CancellationHandling.Return,
                    _ => null,
                },
                BadRowsPerReason = BadRows.Read(request),
                Now = now,
            };
            options.Validate();
            return new ImportQuery
            {
                FileName = FileNameParameter.Read(request),
                IsProducts = Kind.Read(request) != Auto,
                IsCheck = Check.Read(request),
                Mapping = Said(MappingParameter.Read(request)),
                Hints = HintsOf(request, currency),
                Options = options,
            };
        }
        catch (ArgumentOutOfRangeException fault) when (fault.ParamName == nameof(ImportOptions.Currency))
        {
            throw RefusalException.OfField(
                Currency.Name, currency, "No currency.", "Send three capital letters (ISO 4217), such as PEN.");
        }
    }

    /// <summary>The same of a shop that has named types itself.</summary>
    /// <exception cref="RefusalException">A parameter names a type that neither we nor the shop have.</exception>
    public ImportQuery Of(TypeWeights shop)
    {
        Require(Type, Hints.Type is { } all ? [all] : []);
        Require(TypeValue, Hints.TypeValues.Values);
        return this with
        {
            Hints = Hints with { ShopTypes = shop },
            Options = Options with { OwnTypes = shop },
        };

        void Require(TextParameter parameter, IEnumerable<RowType> types)
        {
            var known = TypeWeights.Of(Hints.OwnTypes.Concat(shop));
            foreach (var own in types.Select(type => type.OwnName).OfType<string>())
            {
                if (known.Find(own) is null)
                {
                    throw RefusalException.OfField(
                        parameter.Name, own, "Unknown type.",
                        ImportRemedyTexts.OfHttp(OwnTypeRules.RemedyOfUnknown(own, known)));
                }
            }
        }
    }

    private static SniffHints HintsOf(HttpRequest request, string? currency) => new()
    {
        Currency = currency,
        IsDayFirst = Said(Dates.Read(request)) is { } dates ? dates == "day-first" : null,
        Type = Type.Read(request) is { } type ? Hint(Type, type, HintTexts.Type) : null,
        TypeValues = Hint(TypeValue, Parts(TypeValue.Read(request)), HintTexts.TypeValues),
        OwnTypes = Hint(OwnType, Parts(OwnType.Read(request)), HintTexts.OwnTypes),
        NotProducts = Hint(NotProduct, Parts(NotProduct.Read(request)), HintTexts.NotProducts),
        Encoding = Encoding.Read(request),
        Delimiter = HintTexts.Delimiter(Delimiter.Name, Delimiter.Read(request)),
        HasHeader = Said(Header.Read(request)) is { } header ? header == "yes" : null,
        DecimalMark = Said(Decimal.Read(request)),
        UtcOffset = UtcOffset.Read(request),
        Columns = HintTexts.Columns(Column.Name, Parts(Column.Read(request))),
    };

    private static string[] Parts(string? list) => list?.Split(',') ?? [];

    private static TRead Hint<TText, TRead>(TextParameter parameter, TText text, Func<string, TText, TRead> read)
    {
        try
        {
            return read(parameter.Name, text);
        }
        catch (AyniException fault)
        {
            var sent = text is string[] parts ? string.Join(',', parts) : text?.ToString();
            throw RefusalException.OfField(parameter.Name, sent, "Not understood.", fault.Message);
        }
    }

    private static string? Said(string word) => word == Auto ? null : word;
}
