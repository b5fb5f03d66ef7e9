"""The wizards: one shell for every act. What an act asks and answers comes from ``app.acts``; here it is only shown."""
