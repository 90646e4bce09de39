namespace Ayni.Domain.Scenarios;

/// <summary>Lifts or sinks products.</summary>
/// <param name="Expression">
/// In the filter language, a number from 0 to 100 that the score is multiplied by, such as
/// <c>product.discount &gt; 0.2 ? 1.5 : 1</c>.
/// </param>
/// <param name="Name">What reasons call it; 1 to 64 characters.</param>
[GenerateSerializer, Immutable, Alias("ayni.booster-rule")]
public sealed record BoosterRule([property: Id(0)] string Expression, [property: Id(1)] string Name);
