namespace Ayni.Data.Import.Sniffing;

/// <summary>What a look at files found: how they would be imported, and what nothing decides.</summary>
/// <param name="Mapping">
/// The mapping that would be used; null while no file is interactions or products. With open questions it is a
/// beginning, and not to be imported by.
/// </param>
/// <param name="Files">Which file would be imported as what.</param>
/// <param name="Looks">What was found of each file.</param>
/// <param name="Questions">What somebody must say first; empty if nothing.</param>
/// <param name="Notes">What is as well to know: columns not used, types not known, times taken as UTC.</param>
public sealed record ImportPlan(
    ImportMapping? Mapping,
    ImportFiles Files,
    IReadOnlyList<FileLook> Looks,
    IReadOnlyList<OpenQuestion> Questions,
    IReadOnlyList<string> Notes);
