namespace Ayni.Grains.Catalog;

/// <summary>One part of the catalogue in one version of the model, as a silo holds it.</summary>
/// <param name="Partition">The part.</param>
/// <param name="Table">Its products; items are those of <paramref name="Model"/>.</param>
/// <param name="Model">Its share of the model; null without one.</param>
internal sealed record TableSlice(int Partition, IndexTable Table, ModelSlice? Model);
