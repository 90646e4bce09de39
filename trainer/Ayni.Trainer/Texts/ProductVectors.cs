namespace Ayni.Trainer.Texts;

/// <summary>Content vectors of some products.</summary>
/// <param name="Encoder">Name of the encoder.</param>
/// <param name="Dimensions">Length of a vector.</param>
/// <param name="Values">Products × dimensions.</param>
internal sealed record ProductVectors(string Encoder, int Dimensions, float[] Values);
