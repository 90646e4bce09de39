namespace Ayni.Data.Mart.Versions;

/// <summary>The model whose data a mart holds.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="Version">Its version.</param>
/// <param name="CodeVersion">Version of the program that trained it.</param>
/// <param name="ReferenceTime">Time its weights' decay is measured from.</param>
public sealed record MartModel(string Name, string Version, string CodeVersion, DateTimeOffset ReferenceTime);
