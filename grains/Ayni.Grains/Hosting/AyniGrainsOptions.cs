using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Grains.Features;
using Ayni.Grains.Following;
using Ayni.Grains.Training;

namespace Ayni.Grains.Hosting;

/// <summary>Options of the grains; configuration section <c>Ayni</c>, a section of its own for each part.</summary>
public sealed record AyniGrainsOptions
{
    /// <summary>How long the parts of an answer may take.</summary>
    public AnsweringOptions Answering { get; init; } = new();

    /// <summary>How the silo follows log and catalogue.</summary>
    public FollowingOptions Following { get; init; } = new();

    /// <summary>How the index lies over the silos.</summary>
    public IndexOptions Index { get; init; } = new();

    /// <summary>How long grains live.</summary>
    public ActivationOptions Activations { get; init; } = new();

    /// <summary>When clients are told to ask later.</summary>
    public OverloadOptions Overload { get; init; } = new();

    /// <summary>What product grains keep.</summary>
    public ProductGrainOptions Products { get; init; } = new();

    /// <summary>What features need to know of the shop.</summary>
    public FeatureOptions Features { get; init; } = new();

    /// <summary>What the silo gives to training.</summary>
    public TrainingHostOptions Training { get; init; } = new();
}
