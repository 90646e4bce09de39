using System.CommandLine;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Exports;
using Ayni.Trainer.Hosting;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Recommending;

/// <summary>The options that ask for everybody's lists.</summary>
internal sealed class EverybodysOptions
{
    private readonly Option<bool> _all = new("--all") { Description = "Everybody who met a product, by user id." };

    private readonly Option<ListFormat> _format = new("--format")
    {
        Description = "With --all: a JSON object a shopper, or a line a product.",
        DefaultValueFactory = _ => ListFormat.Ndjson,
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "With --all: the file written; left out, standard output.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Add(_all);
        command.Add(_format);
        command.Add(_out);
    }

    /// <summary>Whether everybody is asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="ofOne">Options that only one shopper's list has.</param>
    /// <exception cref="ArgumentException">Options of both are there.</exception>
    public bool Require(ParseResult parsed, IEnumerable<Option> ofOne)
    {
        var isAll = parsed.GetValue(_all);
        var misplaced = (isAll ? ofOne : [_format, _out])
            .FirstOrDefault(parsed.IsGiven);
        if (misplaced is null)
            return isAll;
        throw new ArgumentException(
            isAll
                ? $"{misplaced.Name} is for one shopper's list; write a scenario for what everybody's are to be."
                : $"{misplaced.Name} goes with --all.");
    }

    /// <summary>Writes everybody's lists.</summary>
    public Task WriteAsync(
        ParseResult parsed,
        SiloSession silo,
        RecommendationRequest request,
        TrainerConsole console,
        CancellationToken cancellationToken) => EverybodysLists.WriteAsync(
            silo,
            new ListOrder { Scenario = request.Scenario, Count = request.Count, View = request.View },
            parsed.GetValue(_format),
            parsed.GetValue(_out),
            console,
            cancellationToken);
}
