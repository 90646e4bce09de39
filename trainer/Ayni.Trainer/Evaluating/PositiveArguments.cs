using System.CommandLine;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Evaluating;

/// <summary><c>--positives</c>: what counts as a right answer.</summary>
internal sealed class PositiveArguments
{
    private readonly Option<string> _positives = new("--positives")
    {
        Description = $"Log: what counts as a right answer: {string.Join(", ", Positives.Names)}. auto is the "
            + $"strongest that {PositiveTally.EnoughShoppers:N0} shoppers, or one in {PositiveTally.OneIn}, did.",
        DefaultValueFactory = _ => Positives.NameOf(PositiveKind.Auto),
    };

    public void AddTo(Command command) => command.Add(_positives);

    /// <summary>Whether it is given.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.IsGiven(_positives);

    /// <summary>The kind, the automatic one unsettled.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: there is no such kind.</exception>
    public PositiveKind Read(ParseResult parsed) => Positives.Find(parsed.GetRequiredValue(_positives))
        ?? throw new AyniException(
            ErrorCodes.Invalid,
            $"{_positives.Name} is '{parsed.GetValue(_positives)}'; it must be one of "
            + $"{string.Join(", ", Positives.Names)}.");
}
