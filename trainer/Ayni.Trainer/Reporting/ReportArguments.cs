using System.CommandLine;
using Ayni.Domain.Errors;
using Ayni.Quality;

namespace Ayni.Trainer.Reporting;

/// <summary>The options of <c>report</c>.</summary>
internal sealed class ReportArguments
{
    private const long DefaultMostRows = 5_000_000;
    private const int MostShoppers = 100_000;

    private readonly Option<string?> _reference = new("--reference")
    {
        Description = "What is compared against, such as 2011-06-01..2011-08-31; both days count. "
            + "Default: up to four times as long as the current period, before it.",
        HelpName = "FROM..TO",
    };

    private readonly Option<string?> _current = new("--current")
    {
        Description = "What is judged. Default: the newest 28 days, 7 days, day or third of the log, as it is long.",
        HelpName = "FROM..TO",
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "File of the report in HTML, which needs nothing beside it.",
        HelpName = "FILE.html",
    };

    private readonly Option<bool> _failOnDrift = new("--fail-on-drift")
    {
        Description = "Exit with 6 where something shifted, for a pipeline to stop at.",
    };

    private readonly Option<long> _mostRows = new("--most-rows")
    {
        Description = "Interactions read at most, the newest by position; some 60 bytes of memory each.",
        DefaultValueFactory = _ => DefaultMostRows,
    };

    private readonly Option<int> _shoppers = new("--shoppers")
    {
        Description = "Shoppers of the current period whose lists are looked at, drawn by a seed; 0: none.",
        DefaultValueFactory = _ => 300,
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _reference, _current, _out, _failOnDrift, _mostRows, _shoppers })
            command.Add(option);
    }

    public ReportChoice Read(ParseResult parsed)
    {
        var mostRows = parsed.GetValue(_mostRows);
        if (mostRows < 1)
            throw new AyniException(ErrorCodes.Invalid, $"--most-rows is {mostRows}; it must be 1 or more.");
        var shoppers = parsed.GetValue(_shoppers);
        if (shoppers is < 0 or > MostShoppers)
            throw new AyniException(ErrorCodes.Invalid, $"--shoppers is {shoppers}; it must be 0 to {MostShoppers}.");
        return new ReportChoice(
            PeriodOf(_reference), PeriodOf(_current), parsed.GetValue(_out), parsed.GetValue(_failOnDrift), mostRows,
            shoppers);

        Period? PeriodOf(Option<string?> option) =>
            parsed.GetValue(option) is { } text ? PeriodText.Parse(option.Name, text) : null;
    }
}
