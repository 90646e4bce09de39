using Ayni.Domain.Models;

namespace Ayni.Grains.Catalog;

/// <summary>What a table was made from.</summary>
/// <param name="Version">Version of the model; null: no model, popularity counted from the log.</param>
/// <param name="AsOfPosition">Log position of that popularity; 0 with a version.</param>
/// <param name="ModelName">Model.</param>
public readonly record struct IndexKey(string? Version, long AsOfPosition, string ModelName = ModelNames.Default);
