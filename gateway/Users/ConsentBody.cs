namespace Ayni.Gateway.Users;

/// <summary>What a shopper says; at least one purpose. One that is left out stays as it is.</summary>
/// <param name="Personalisation">Whether answers and lists may be made of what they did.</param>
/// <param name="Training">Whether models may be made of it.</param>
/// <param name="Analytics">Whether features, marts, segments and reports may.</param>
public sealed record ConsentBody(bool? Personalisation = null, bool? Training = null, bool? Analytics = null);
