namespace Ayni.Recommenders;

/// <summary>Options of <see cref="Tuner"/>.</summary>
public sealed record TuningOptions
{
    /// <summary>How trials share the effort. <value>Default <see cref="TuningSearch.Halving"/>.</value></summary>
    public TuningSearch Search { get; init; } = TuningSearch.Halving;

    /// <summary>Trials at most. <value>Default 1,000; range 1 to 100,000.</value></summary>
    public int Trials { get; init; } = 1000;

    /// <summary>Trials that halving compares with each other. <value>Default 18; range 2 to 1,000.</value></summary>
    public int Bracket { get; init; } = 18;

    /// <summary>Units that halving gives each trial at first. <value>Default 2; range 1 to 200.</value></summary>
    public int FirstResource { get; init; } = 2;

    /// <summary>
    /// Halving's η: of so many trials one goes on, with so many times the units. <value>Default 3; range 2 to
    /// 10.</value>
    /// </summary>
    public int Reduction { get; init; } = 3;

    /// <summary>Most units of a trial, such as sweeps. <value>Default 12; range 1 to 200.</value></summary>
    public int MaxResource { get; init; } = 12;

    /// <summary>Seed of the sequence of trials. <value>Default 1.</value></summary>
    public int Seed { get; init; } = 1;

    /// <summary>Returns these options if all are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and its range.</exception>
    public TuningOptions Validated()
    {
        Require(nameof(Search), Search, Enum.IsDefined(Search), "one of the defined searches");
        Require(nameof(Trials), Trials, Trials is >= 1 and <= 100_000, "1 to 100,000");
        Require(nameof(Bracket), Bracket, Bracket is >= 2 and <= 1000, "2 to 1,000");
        Require(nameof(FirstResource), FirstResource, FirstResource is >= 1 and <= 200, "1 to 200");
        Require(nameof(Reduction), Reduction, Reduction is >= 2 and <= 10, "2 to 10");
        Require(nameof(MaxResource), MaxResource, MaxResource is >= 1 and <= 200, "1 to 200");
        return this;
    }

    private static void Require(string option, object value, bool inRange, string range)
    {
        if (!inRange)
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
    }
}
