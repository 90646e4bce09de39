using System.CommandLine;
using Ayni.Domain.Errors;
using Ayni.Domain.Training;
using Ayni.Recommenders;

namespace Ayni.Trainer.Training;

/// <summary>The options of ALS, alike for all commands that fit it; defaults are those of a run.</summary>
/// <param name="otherModels">Models that the command fits beside ALS: their option files are no mistake.</param>
internal sealed class ModelArguments(params IReadOnlyList<string> otherModels)
{
    private const string Als = "als";

    /// <summary>Model options that are no part of what a search settles.</summary>
    private static readonly string[] Unsettled = [nameof(TrainingOptions.Sweeps), nameof(TrainingOptions.Seed)];

    private readonly IReadOnlyList<OptionArgument> _model = OptionArgument.Create(TrainingOptionTable.Model);
    private readonly IReadOnlyList<OptionArgument> _weights = OptionArgument.Create(TrainingOptionTable.Weights);

    /// <summary>Where options that are not on the command line are looked up.</summary>
    public OptionsFileArguments Files { get; } = new([Als, .. otherModels]);

    private IEnumerable<OptionArgument> All => _model.Concat(_weights);

    public void AddTo(Command command)
    {
        Files.AddTo(command);
        foreach (var argument in All)
            command.Add(argument.Option);
    }

    /// <summary>What the command line says, else what an options file says, else the defaults.</summary>
    /// <exception cref="AyniException">An options file is not usable: why.</exception>
    public TrainingOptions Read(ParseResult parsed)
    {
        var file = FindFile(parsed);
        return All.Aggregate(new TrainingOptions(), (options, argument) => argument.Read(options, parsed, file));
    }

    /// <summary>
    /// Every option of the model but seed and sweeps, and the weights that are not left at their defaults, by their
    /// names on the command line.
    /// </summary>
    public OptionValues Settled(ParseResult parsed)
    {
        var file = FindFile(parsed);
        var settled = _model.Where(argument => !Unsettled.Contains(argument.Of.Name))
            .Concat(_weights.Where(argument => argument.IsGiven(parsed, file)));
        return new OptionValues(settled.Select(argument => argument.Written(parsed, file)));
    }

    /// <summary>Names of the options that command line or file give: a search leaves them as they are.</summary>
    public IEnumerable<string> Given(ParseResult parsed)
    {
        var file = FindFile(parsed);
        return _model.Where(argument => argument.IsGiven(parsed, file)).Select(argument => argument.Of.Name);
    }

    private OptionsFile? FindFile(ParseResult parsed) =>
        Files.Find(parsed, Als, All.Select(argument => argument.Option));
}
