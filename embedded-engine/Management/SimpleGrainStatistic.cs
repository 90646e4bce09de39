namespace Orleans.Runtime;

/// <summary>Number of activations of a grain class on a silo.</summary>
[GenerateSerializer]
[Immutable]
public sealed class SimpleGrainStatistic
{
    [Id(0)]
    public string GrainType { get; init; } = string.Empty;

    [Id(1)]
    public SiloAddress SiloAddress { get; init; } = null!;

    [Id(2)]
    public int ActivationCount { get; init; }

    public override string ToString() =>
        $"SimpleGrainStatistic: GrainType={GrainType} Silo={SiloAddress} NumActivations={ActivationCount} ";
}
