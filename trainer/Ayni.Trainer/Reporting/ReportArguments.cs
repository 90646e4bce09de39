using System.CommandLine;
using Ayni.Domain.Errors;
using Ayni.Quality;

namespace Ayni.Trainer.Reporting;

/// <summary>The options of <c>report</c>.</summary>
internal sealed class ReportArguments
{
    private const long DefaultMostRows = 5_000_000;

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

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _reference, _current, _out, _failOnDrift, _mostRows })
            command.Add(option);
    }

    public ReportChoice Read(ParseResult parsed)
    {
        var mostRows = parsed.GetValue(_mostRows);
        if (mostRows < 1)
            throw new AyniException(ErrorCodes.Invalid, $"--most-rows is {mostRows}; it must be 1 or more.");
        return new ReportChoice(
            PeriodOf(_reference), PeriodOf(_current), parsed.GetValue(_out), parsed.GetValue(_failOnDrift), mostRows);

        Period? PeriodOf(Option<string?> option) =>
            parsed.GetValue(option) is { } text ? PeriodText.Parse(option.Name, text) : null;
    }
}
