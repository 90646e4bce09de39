using Ayni.Domain.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>Which products an answer needs to know, wherever they lie.</summary>
[GenerateSerializer, Immutable, Alias("ayni.gather-request")]
internal sealed record GatherRequest
{
    /// <summary>Products of which everything is wanted.</summary>
    [Id(0)] public required string[] Whole { get; init; }

    /// <summary>Products whose share of the model the asker has already.</summary>
    [Id(1)] public required string[] Live { get; init; }

    /// <summary>Where it is asked from, whose prices count.</summary>
    [Id(2)] public ShopView View { get; init; }
}
