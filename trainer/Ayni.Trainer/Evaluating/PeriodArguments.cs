using System.CommandLine;
using System.Globalization;
using Ayni.Domain.Errors;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Evaluating;

/// <summary>A length of time on the command line: days, in part if need be, or a number with its unit.</summary>
internal sealed class PeriodArguments
{
    private const double MaxDays = 3_660;

    private readonly Option<double?> _days;
    private readonly Option<string?> _period;

    /// <param name="what">What it is the length of: "test" gives <c>--test-days</c> and <c>--test-period</c>.</param>
    /// <param name="text">What it is for, without a full stop.</param>
    public PeriodArguments(string what, string text)
    {
        _days = new Option<double?>($"--{what}-days")
        {
            Description = $"{text}, in days, such as 30 or 0.5; without it {TestLength.Text}.",
        };
        _period = new Option<string?>($"--{what}-period")
        {
            Description = $"The same with its unit, such as 90m, 3h or 14d.",
        };
    }

    public void AddTo(Command command)
    {
        command.Add(_days);
        command.Add(_period);
    }

    /// <summary>Whether one of the two is given.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.IsGiven(_days) || parsed.IsGiven(_period);

    /// <summary>The length; null where none is given.</summary>
    /// <param name="parsed">Command line.</param>
    /// <param name="mayBeZero">Whether 0 is a length.</param>
    /// <exception cref="AyniException"><c>invalid</c>: both are given, not readable, or out of range.</exception>
    public TimeSpan? Read(ParseResult parsed, bool mayBeZero = false)
    {
        if (parsed.GetValue(_period) is not { } text)
            return parsed.GetValue(_days) is { } days ? InRange(_days.Name, $"{Show(days)}", days, mayBeZero) : null;
        if (parsed.IsGiven(_days))
            throw Invalid($"{_days.Name} and {_period.Name} are both there: leave one out.");
        return InRange(_period.Name, $"'{text}'", TestLength.Parse(text)?.TotalDays ?? double.NaN, mayBeZero);
    }

    private static TimeSpan InRange(string name, string shown, double days, bool mayBeZero) =>
        (days > 0 || (mayBeZero && days == 0)) && days <= MaxDays
            ? TimeSpan.FromDays(days)
            : throw Invalid(
                $"{name} is {shown}; it must be {(mayBeZero ? "0" : "over 0")} to {Show(MaxDays)} days, such as 30 or "
                + "0.5, or with a unit 90m, 3h or 14d.");

    private static string Show(double days) => days.ToString(CultureInfo.InvariantCulture);

    private static AyniException Invalid(string message) => new(ErrorCodes.Invalid, message);
}
