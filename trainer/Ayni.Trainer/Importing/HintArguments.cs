using System.CommandLine;
using Ayni.Data.Import.Sniffing;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Trainer.Importing;

/// <summary>Options that say what a look at the files leaves open.</summary>
internal sealed class HintArguments
{
    private readonly Option<string?> _dates = new("--dates")
    {
        Description = "Order of day and month in dates such as 02/01/2026: day-first or month-first.",
        HelpName = "ORDER",
    };

    private readonly Option<string?> _type = new("--type")
    {
        Description = $"What every row is: {string.Join(", ", InteractionTypeNames.BuiltIn)}, or a type of your own.",
        HelpName = "TYPE",
    };

    private readonly Option<string[]> _typeValues = new("--type-value")
    {
        Description = "What a value of the column of types means, such as Favorito=wishlist; may be given again.",
        HelpName = "VALUE=TYPE",
    };

    private readonly Option<string[]> _ownTypes = new("--own-type")
    {
        Description = "A type of your own and what one of them says (a purchase says 1, below 0: against the product), "
            + "such as regalo=0.7: declared with the import; may be given again.",
        HelpName = "NAME=WEIGHT",
    };

    private readonly Option<string[]> _notProducts = new("--not-product")
    {
        Description = "Ids that are no products, with commas between, such as POST,DOT: their rows are refused.",
        HelpName = "ID,…",
    };

    private readonly Option<string?> _encoding = new("--encoding")
    {
        Description = "Encoding, such as utf-8 or windows-1252.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _delimiter = new("--delimiter")
    {
        Description = "Character between fields; tab for a tab.",
        HelpName = "CHAR",
    };

    private readonly Option<string?> _header = new("--header")
    {
        Description = "Whether the first row holds names: yes or no.",
        HelpName = "YES|NO",
    };

    private readonly Option<string?> _decimal = new("--decimal")
    {
        Description = "Mark before the decimals: a point or a comma.",
        HelpName = "CHAR",
    };

    private readonly Option<string?> _utcOffset = new("--utc-offset")
    {
        Description = "Offset of times without one, such as -05:00; else UTC.",
        HelpName = "OFFSET",
    };

    private readonly Option<string[]> _columns = new("--column")
    {
        Description = "Which column is what, such as user=cliente or product=2; may be given again.",
        HelpName = "MEANING=COLUMN",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _dates, _type, _typeValues, _ownTypes, _notProducts, _encoding, _delimiter, _header, _decimal, _utcOffset,
            _columns,
        })
            command.Add(option);
    }

    public SniffHints Read(ParseResult parsed, string? currency) => new()
    {
        Currency = currency,
        IsDayFirst = Either(parsed.GetValue(_dates), "--dates", "day-first", "month-first"),
        Type = parsed.GetValue(_type) is { } type ? HintTexts.Type(_type.Name, type) : null,
        TypeValues = HintTexts.TypeValues(_typeValues.Name, parsed.GetValue(_typeValues) ?? []),
        OwnTypes = HintTexts.OwnTypes(_ownTypes.Name, parsed.GetValue(_ownTypes) ?? []),
        NotProducts = HintTexts.NotProducts(_notProducts.Name, parsed.GetValue(_notProducts) ?? []),
        Encoding = parsed.GetValue(_encoding),
        Delimiter = HintTexts.Delimiter(_delimiter.Name, parsed.GetValue(_delimiter)),
        HasHeader = Either(parsed.GetValue(_header), "--header", "yes", "no"),
        DecimalMark = Either(parsed.GetValue(_decimal), "--decimal", ".", ",") switch
        {
            null => null,
            true => ".",
            false => ",",
        },
        UtcOffset = parsed.GetValue(_utcOffset),
        Columns = HintTexts.Columns(_columns.Name, parsed.GetValue(_columns) ?? []),
    };

    /// <summary>True of the first word, false of the second, null of none.</summary>
    private static bool? Either(string? value, string option, string yes, string no) => value switch
    {
        null => null,
        _ when value == yes => true,
        _ when value == no => false,
        _ => throw new AyniException(ErrorCodes.Invalid, $"{option} is '{value}'; it must be {yes} or {no}."),
    };
}
