namespace Ayni.Storage.Erasures;

/// <summary>What the grain of a shopper is called where it stores its profile.</summary>
internal static class UserGrainNames
{
    public const string GrainType = "user";

    public const string Profile = "profile";

    public static GrainId Of(string userId) => GrainId.Create(GrainType, userId);
}
