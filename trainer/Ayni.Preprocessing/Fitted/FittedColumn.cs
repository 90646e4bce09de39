using Ayni.Domain.Features;

namespace Ayni.Preprocessing.Fitted;

/// <summary>A column and the steps that it goes through.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Steps">The steps, in order; none: it goes through as it is.</param>
public sealed record FittedColumn(string Name, FeatureKind Kind, IReadOnlyList<FittedStep> Steps);
