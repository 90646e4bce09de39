namespace Ayni.GrainInterfaces.Training;

/// <summary>Right answers of a model on one day.</summary>
/// <param name="Day">Its midnight, UTC.</param>
/// <param name="Asked">Shoppers' first purchases of a product that the model was asked about.</param>
/// <param name="Hits">Those whose product was among the ten best.</param>
[GenerateSerializer, Immutable, Alias("ayni.day-hits")]
public sealed record DayHits(
    [property: Id(0)] DateTimeOffset Day, [property: Id(1)] int Asked, [property: Id(2)] int Hits);
