"""The program: joins everything and talks to the network."""
