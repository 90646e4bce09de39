using System.Text.Json;

namespace Ayni.Domain.Training;

/// <summary>
/// An option of a training run as every face needs it: validator, command line, HTTP and its documentation. See
/// <see cref="TrainingOptionTable"/>.
/// </summary>
public abstract record ModelOption
{
    private protected ModelOption()
    {
    }

    /// <summary>Its name in code and in messages, such as <c>Rank</c> or <c>Weights.View</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in one line without a full stop.</summary>
    public required string Text { get; init; }

    /// <summary>Its name in JSON. <value>Default: the last part of <see cref="Name"/> in snake_case.</value></summary>
    public string WireName
    {
        get => field ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(Name[(Name.LastIndexOf('.') + 1)..]);
        init;
    }

    /// <summary>
    /// Its name on the command line, dashes included; null where it has none. <value>Default: the name in JSON, with
    /// dashes.</value>
    /// </summary>
    public string? ArgumentName
    {
        get => HasArgument ? field ?? "--" + WireName.Replace('_', '-') : null;
        init;
    }

    /// <summary>Whether the command line has it. <value>Default true.</value></summary>
    public bool HasArgument { get; init; } = true;

    /// <summary>Its range in words, such as <c>1 to 1024</c> or <c>over 0 to 10</c>.</summary>
    public abstract string Range { get; }

    /// <summary>What is wrong with it: name, value, range and remedy; null if nothing is.</summary>
    /// <param name="options">Options of a run, the weights among them.</param>
    public abstract string? ProblemOf(TrainingOptions options);
}
