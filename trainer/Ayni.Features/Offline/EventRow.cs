using Ayni.Domain.Features;
using Ayni.Domain.Interactions;

namespace Ayni.Features.Offline;

/// <summary>What was known at one interaction.</summary>
/// <param name="Logged">The interaction.</param>
/// <param name="Values">In the order of <see cref="EventFeatures.Columns"/>.</param>
public sealed record EventRow(LoggedInteraction Logged, FeatureValue[] Values);
