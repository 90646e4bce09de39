using Ayni.GrainInterfaces.Answering;

namespace Ayni.Gateway.Recommendations;

/// <summary>What a filter may ask of products beside their usual fields.</summary>
/// <param name="Attributes">The shop's own attributes, by name.</param>
public sealed record AttributesAnswer(IReadOnlyList<AttributeSummary> Attributes);
