namespace Ayni.EmbeddedEngine.Simulation;

/// <summary>Size of a simulated cluster and its faults. Probabilities are 0 to 1.</summary>
internal sealed record SimulationOptions
{
    /// <value>Number of silos; a killed one is replaced. 2 by default.</value>
    public int Silos { get; init; } = 2;

    /// <value>Probability that a call fails instead of being delivered; 0 by default.</value>
    public double CallFailure { get; init; }

    /// <value>Probability that an item of a stream is lost; 0 by default.</value>
    public double StreamLoss { get; init; }

    /// <value>Probability, each turn, that a silo is killed; 0 by default.</value>
    public double SiloDeath { get; init; }

    /// <value>Turns after which a simulation that has not ended is given up; 1,000,000 by default.</value>
    public int MaxTurns { get; init; } = 1_000_000;
}
