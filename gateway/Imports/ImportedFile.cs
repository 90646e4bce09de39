using Ayni.Domain.Imports;

namespace Ayni.Gateway.Imports;

/// <summary>One file of an import.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it was taken as.</param>
/// <param name="SizeBytes">Its size as it was sent.</param>
public sealed record ImportedFile(string Name, ImportTarget Kind, long SizeBytes);
